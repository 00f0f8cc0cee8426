import type { Language } from './language.ts'

/** What people say, as templates: see `toPattern`. */
export const spanishRules: Language['rules'] = {
  schedule: [
    '(mueve|mover|pasa|pasar|cambia|cambiar|aplaza|reprograma) {target} (del|de) {from} (al|a|para el) {when}',

    '(mueve|mover|pasa|pasar|cambia|cambiar|aplaza|aplazar|pospón|posponer|reprograma|reprogramar|retrasa|retrasar|adelanta|adelantar|traslada|trasladar|deja|pon|poner) {target} (al|a|a la|a las|para|para el|para la|para las|hasta|hasta el|el) {when}',
    '(programa|programar|planifica|planificar|agenda|agendar|aplaza|pospón|reprograma|mueve) {target} [para|para el] {when}',
    '(cambia|cambiar|pon|poner) la (fecha|hora) de {target} (al|a|a la|a las|para el|para) {when}',
    '{target} ahora vence [el] {when}',
  ],
  shift: [
    '(aplaza|aplazar|pospón|posponer|retrasa|retrasar|mueve|mover|atrasa) {target} [en] {amount} [más]',
    '(mueve|mover) {target} {amount} (después|más tarde)',
  ],
  repeat: [
    '(repite|repetir) {target} {rule}',
    '(haz|hacer) que {target} se repita {rule}',
    '(pon|programa|programar|planifica) {target} {rule}',
    '{target} se repite {rule}',
  ],
  unrepeat: [
    '(deja|dejar) de repetir {target}',
    '(quita|quitar|elimina|eliminar) la repetición (de|a) {target}',
    'no repitas más {target}',
  ],
  undate: [
    '(quita|quitar|elimina|eliminar|borra|borrar) la fecha (de|a|del) {target}',
    '(deja|pon) {target} sin fecha',
  ],
  move: [
    '(mueve|mover|pasa|pasar|pon|poner|traslada|trasladar|mete|meter|lleva|llevar) {target} (a|a la|al|en|en la|en el|dentro de|bajo) {place}',
    '(cambia) el proyecto de {target} a {place}',
  ],
  complete: [
    '(completa|completar|termina|terminar|tacha|tachar|finaliza|finalizar|he terminado con) {target}',
    '(marca|marcar|pon|poner) {target} (como|de|por) (hecha|hecho|completada|completado|terminada|terminado|hechas|hechos|completadas|terminadas|lista|listo)',
    '(marca) como (hecha|hecho|completada|terminada|completado|terminado) {target}',
    '(he|ya he|acabo de|ya) (terminado|completado|hecho|acabado|terminar|completar|hacer|terminé|completé|hice) {target}',
    '(terminé|completé|acabé) {target}',
    '{target} (está|ya está|están|ya están) (hecha|hecho|terminada|terminado|completada|completado|lista|listo|hechas|hechos)',
    '(hecho|hecha) [:] {target}',
  ],
  reopen: [
    '(reabre|reabrir|desmarca|desmarcar) {target}',
    '(marca|marcar) {target} como (pendiente|no hecha|no hecho|sin hacer|abierta)',
    '(vuelve|volver) a abrir {target}',
  ],
  delete: [
    '(elimina|eliminar|borra|borrar|quita|quitar|suprime|suprimir) {target}',
    '(tira|tirar) {target} a la (basura|papelera)',
  ],
  rename: [
    '(renombra|renombrar) {target} (a|como|por|en) {name}',
    '(cambia|cambiar) el nombre de {target} (a|por) {name}',
    '(cambia|cambiar) el nombre del {target} (a|por) {name}',
  ],
  priority: [
    '(cambia|cambiar|pon|poner|sube|subir|baja|bajar|establece) la prioridad de {target} (a|en|como) {priority}',
    '(pon|poner|marca|marcar|haz) {target} [como|con|en] {priority}',
    '(pon|poner|dale|da) a {target} prioridad {priority}',
    '(pon|poner) {target} (con|en) prioridad {priority}',
    '(dale) prioridad {priority} a {target}',
  ],
  status: [
    '(pon|poner|marca|marcar|deja|dejar) {target} (en|como) {status}',
    '(cambia) el estado de {target} a {status}',
    '(pausa|pausar) {target}',
  ],
  energy: [
    '(pon|cambia) la energía de {target} (a|en) {energy}',
    '{target} (requiere|necesita) energía {energy}',
  ],
  duration: [
    '{target} (dura|tarda|lleva|durará|llevará) [unos] {amount}',
    '(pon|cambia|cambiar) la duración de {target} (a|en) {amount}',
    '(reserva|reservar) {amount} para {target}',
  ],
  deadline: [
    '(pon|cambia|cambiar|establece) (el plazo|la fecha límite) (de|para|del) {target} (al|a|para el|el|en) {when}',
    '(la fecha límite|el plazo) (de|para|del) {target} es [el] {when}',
  ],
  undeadline: ['(quita|elimina|borra|quitar) (el plazo|la fecha límite) (de|a|del) {target}'],
  label: [
    '(añade|añadir|agrega|agregar|pon|poner|ponle) la etiqueta {label} a {target}',
    '(etiqueta|etiquetar) {target} (con|como) {label}',
    '(pon|ponle|añade) a {target} la etiqueta {label}',
  ],
  unlabel: ['(quita|quitar|elimina|eliminar|borra) la etiqueta {label} (de|a) {target}'],
  note: [
    '(añade|añadir|agrega|agregar|escribe|escribir|pon) [una] nota (a|en|para|al|de) {target} : {text}',
    '(nota|comentario) (para|de|en|a) {target} : {text}',
    '(añade|agrega|escribe) {quoted} (a las notas de|en las notas de|a la nota de) {target}',
  ],
  archive: ['(archiva|archivar) {target}'],
  unarchive: ['(desarchiva|desarchivar|recupera|restaura) {target}'],
  wait: [
    '{target} (depende de|espera a|está bloqueada por|tiene que esperar a) {other}',
    '{other} bloquea [a] {target}',
  ],
  createTask: [
    '(crea|crear|añade|nueva) [una] [nueva] tarea (en|para) {place} : {title}',
    '(crea|crear|nueva) [una] tarea {priority} [:] {title}',

    '(añade|añadir|agrega|agregar|crea|crear|nueva|apunta|haz) [una|la] [nueva] (tarea|pendiente) [:|llamada|para|de] {title}',
    '(añade|añadir|agrega|agregar|apunta|apuntar|anota|anotar) {plain}',
    '(recuérdame|recordarme|hazme acordar de) [que] {title}',
    'tarea : {title}',
  ],
  createProject: [
    '(crea|crear|añade|añadir|agrega|nuevo|empieza) [un|el] [nuevo] proyecto [:|llamado|que se llame] {title}',
  ],
  createArea: ['(crea|crear|añade|añadir|agrega|nueva) [un|una|el] [nueva|nuevo] área [:|llamada] {title}'],
  createPillar: ['(crea|crear|añade|añadir|agrega|nuevo) [un|el] [nuevo] pilar [:|llamado] {title}'],
  createLabel: ['(crea|crear|nueva) [una|la] [nueva] etiqueta [:|llamada] {title}'],
  first: [
    '(qué|qué tarea) (debería|debo|tengo que|puedo|hago|toca) [hacer|empezar] (primero|ahora|a continuación|después|ahora mismo|en primer lugar) [hoy|hacer]',
    '(por dónde|por qué|con qué|por cuál) (empiezo|debería empezar|debo empezar|comienzo) [hoy|ahora]',
    '(qué es|cuál es) (lo más importante|lo más urgente|lo primero|lo siguiente|la tarea más importante|mi tarea más importante|mi próxima tarea) [hoy|ahora|de hoy|que hacer|para hoy]',
    '(y ahora qué|qué sigue|qué toca ahora|qué hago ahora)',
    'en qué (debería|debo) (trabajar|centrarme) [ahora|hoy|primero]',
  ],
  firstFew: [
    '(cuáles son|muéstrame|dime|dame) (mis|las) {n} (tareas|cosas|prioridades) [más importantes|principales] [de hoy|hoy]',
    '(cuáles son) (mis|las) tareas más importantes [de hoy|hoy]',
  ],
  due: [
    '(qué|qué tareas|que) (vence|vencen|tengo|hay|está previsto|toca|me toca|caduca|tengo pendiente|hay pendiente|tengo previsto) [para|en|el] {period}',
    'qué (tengo que|debo) (hacer|terminar) [para|en|el] {period}',
    '(qué|cuál es) (mi agenda|mi plan|la agenda|el plan) (para|de) {period}',
    'qué (tengo|hay) (que hacer|pendiente|planeado) [para|en|el] {period}',
    '(muéstrame|enséñame|muestra) (mi agenda|mi plan|mi día) [de|para] {period}',
  ],
  done: ['qué (hice|he hecho|terminé|he terminado|completé|he completado|acabé) [en|el] {period}'],
  doneCount: [
    '(cuántas|cuántos) {selection} (completé|terminé|hice|he completado|he terminado|he hecho|acabé) [en] {period}',
  ],
  resume: ['(reanuda|reanudar|retoma|retomar|reactiva) {target}'],
  list: [
    '(muestra|muéstrame|lista|enséñame|ver|dame|enumera|listar|mostrar) {selection}',
    '(qué|cuáles|cuáles son) {selection}',
    '(hay|tengo) {selection}',
    '{bare}',
  ],
  count: ['(cuántas|cuántos|cuenta|número de) {selection}'],
  find: [
    '(busca|buscar|encuentra|encontrar|dónde está) [la tarea] {text}',
    '(tengo) (una tarea|algo) (sobre|de) {text}',
  ],
  behind: [
    'por qué (voy|estoy|vamos|ando) [tan] (atrasado|atrasada|retrasado|retrasada|con retraso|mal|por detrás) (en|con) {level}',
    'por qué (va|está) [tan] (atrasado|atrasada|retrasado|retrasada|con retraso|mal|parado|parada|estancado|estancada|bloqueado|bloqueada) {level}',
    'por qué {level} (va|está) [tan] (atrasado|atrasada|retrasado|retrasada|con retraso|mal|parado|parada|estancado|estancada)',
    'por qué no avanza {level}',
    'por qué no avanzo (en|con) {level}',
    'qué (pasa|problema hay|falla) (con|en) {level}',
  ],
  progress: [
    'cómo (va|está|avanza|marcha|van) {level}',
    'cómo (voy|vamos|avanzo|me va) (en|con) {level}',
    '(cuál es|dime|muéstrame) (el|mi) (estado|progreso|avance) (de|en|del) {level}',
    '(progreso|estado|avance) (de|en|del) {level}',
    'qué tal (va|voy con|voy en) {level}',
  ],
  whyPriority: [
    'por qué (es|está) [tan] (importante|urgente|primero|primera|arriba|lo primero) {target}',
    'por qué {target} (es|está) [tan] (importante|urgente|primero|primera|arriba|lo primero)',
    'por qué (debería|debo|tengo que) hacer {target} [primero]',
  ],
  whenDue: [
    '(cuándo|para cuándo) (es|vence|toca|está|tengo|está previsto|está prevista|son) {target}',
    'cuándo (tengo que|debo) [hacer|ir al] {target}',
    'cuál es la fecha (de|del|límite de) {target}',
  ],
  open: [
    '(abre|abrir|ve a|ir a|muéstrame|muestra|enséñame|llévame a|ver) {screen}',
    '(abre|abrir|ve a|ir a|muéstrame|muestra|enséñame|llévame a|ver) {target}',
    '(ve|ir|llévame) al {screen}',
    '{screen}',
  ],
}
